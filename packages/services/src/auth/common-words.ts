/**
 * What passwords are made of everywhere, in English, in Korean and in Korean typed on an English keyboard. With the
 * years, numbers, walks and replaced signs that `isWeakPassword` sees through, these stand for many thousands of passwords.
 */
export const commonWords = `
password passwort passwd passcode pass word login logon signin admin administrator root user guest test tester testing
default changeme change letmein welcome hello secret private access master system server computer internet network
wifi home house family mother father mommy daddy brother sister friend friends love lover loveyou iloveyou forever
baby angel princess prince queen king lucky happy sunny sunshine summer winter spring autumn monday friday january
october november december dragon monkey tiger lion bear wolf eagle falcon horse kitty puppy cat dog fish shadow ninja
killer hunter ranger soldier warrior legend superman batman spiderman ironman pokemon pikachu starwars matrix naruto
mario zelda minecraft football baseball basketball soccer hockey tennis golf player runner running run marathon cycling
cyclist bike biking swim swimming triathlon ironman training trainer coach runningcoach fitness athlete sport sports
garmin strava fitbit polar suunto apple samsung google facebook instagram youtube naver kakao daum amazon microsoft
windows android iphone galaxy money dollar bitcoin rich power freedom peace trustno trust nothing whatever blink
michael jennifer jessica jordan michelle daniel thomas charlie andrew joshua ashley matthew robert george william
chocolate cookie coffee banana orange cherry pepper cheese chicken ginger flower rose diamond silver gold golden purple
yellow black white green blue red mustang ferrari porsche harley yamaha honda corvette mercedes london paris berlin
korea corea seoul busan incheon daegu daejeon gwangju hangang jeju hanguk daehanminguk minguk
the and for you me my our is it in of to this that one two three four five six seven eight nine ten
abc xyz qwe qwer asd asdf zxc zxcv qaz wsx edc
saranghae sarang annyeong annyong hana dul set haengbok gajok eomma appa nabi umma minsu jimin chulsu younghee
비밀번호 암호 안녕하세요 안녕 사랑해요 사랑해 사랑 행복 가족 엄마 아빠 대한민국 한국 서울 부산 마라톤 달리기 러닝 수영 자전거
rkatkgkqslek rkatkgo dkssudgktpdy dkssud tkfkdgody tkfkdgo tkfkd godqhr rkwhr djaak dkqk eogksalsrnr gksrnr tjdnf
qlalfqjsgh qlqjs dkagh akfkxhs ekfflrl fjsld tndud wkwjsrj ghkdlxld dkdlfjqm
`
  .trim()
  .split(/\s+/)
