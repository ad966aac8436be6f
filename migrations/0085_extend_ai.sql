alter table ai_conversations
  -- The same wherever an export takes it.
  add column talk_key text not null default gen_random_uuid()::text,
  -- What the turns that are no longer sent have come to, as the athlete left it; null: nothing yet.
  add column memo jsonb,
  -- How many messages of the talk are in it.
  add column memo_through integer not null default 0,
  add unique (user_id, talk_key);

-- `embed`: texts of guidelines, `question`: what somebody looks for among them.
alter table ai_runs drop constraint ai_runs_kind_check,
  add constraint ai_runs_kind_check check (kind in ('turn', 'again', 'probe', 'embed', 'question'));

alter table ai_settings
  -- Null: guidelines are found by the embedder of our own, and nothing of them leaves.
  add column embed_model text,
  -- Null: as many numbers as the model likes.
  add column embed_dimensions integer check (embed_dimensions between 1 and 3072),
  -- Why the last attempt did not end well.
  add column embed_failure text;

insert into ai_prices (model, valid_from, input, cached_input, cache_write, output, source) values
  ('text-embedding-3-small', '2024-01-25', 20000, 20000, 20000, 0, 'list of January 2024, not seen since'),
  ('text-embedding-3-large', '2024-01-25', 130000, 130000, 130000, 0, 'list of January 2024, not seen since');
