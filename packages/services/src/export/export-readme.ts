/** For whoever opens an export years from now. */
export const exportReadme = `RunningCoach 내보내기
=====================

이 ZIP에는 한 사람의 데이터가 모두 들어 있습니다.

originals/             올린 파일 그대로, 폴더 이름은 SHA-256 앞 16자리입니다. 올린 압축 파일은 그대로도, 풀린 파일로도 들어 있습니다.
runningcoach-tables/   모든 표: .csv는 스프레드시트용, .jsonl은 한 줄에 JSON 하나. 시각은 UTC, 단위는 열 이름 끝에 있습니다.
runningcoach.json      파일에 없는 것: 프로필, 역치, 일지, 설정, 직접 입력한 운동, 이름, RPE, 중복 결정.
runningcoach-events.jsonl   Garmin 같은 서비스가 준 응답 원본, 한 줄에 하나.
runningcoach-talks.jsonl    코치와 나눈 대화와 모델에 쓴 금액, 한 줄에 대화 하나.
runningcoach-manifest.json  항목마다 바이트 수, SHA-256, 행 수. "lost"는 저장소에서 사라진 원본입니다.

되돌리기: 빈 RunningCoach를 켜고 계정을 만든 다음, 가져오기 페이지에 이 ZIP을 그대로 올리면 같은 기록이 됩니다.
CSV에서 = + - @ 탭 줄바꿈으로 시작하는 글자 앞에는 '가 붙습니다. 수식으로 실행되지 않게 하기 위해서이며, JSON은 원래 값입니다.
비밀번호와 로그인 정보는 들어 있지 않습니다.


RunningCoach export
===================

This ZIP holds all data of one person.

originals/             Files as they came in, below the first 16 digits of their SHA-256. Archives are here as they came, and as the files in them.
runningcoach-tables/   Every table: .csv for spreadsheets, .jsonl with one JSON object a line. Times are UTC, units end the column names.
runningcoach.json      What no file says: profile, thresholds, journal, settings, sessions entered by hand, names, RPE, decisions on duplicates.
runningcoach-events.jsonl   What services like Garmin answered, as it came, one a line.
runningcoach-talks.jsonl    Talks with the coach and what models have cost, one talk a line.
runningcoach-manifest.json  Bytes, SHA-256 and rows of each entry. "lost" are originals that the store no longer had.

To bring it back: start an empty RunningCoach, create the account, and put this ZIP on the import page as it is.
In CSV, text that starts with = + - @ TAB CR has a ' before it, so that no spreadsheet runs it; JSON has the value itself.
Passwords and sign-ins are not in here.
`
