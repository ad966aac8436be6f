-- Words that the athlete puts on an activity; reading the file again leaves them.
alter table activities add column tags text[] not null default '{}';

-- The load of every activity at once: lists are sorted by it, and years are summed up.
create index on activity_metrics (user_id, activity_id, version desc) include (value)
  where metric_id = 'load' and session_index = -1;
