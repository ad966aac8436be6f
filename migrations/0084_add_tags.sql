-- Words that the athlete puts on an activity; reading the file again leaves them.
alter table activities add column tags text[] not null default '{}';
