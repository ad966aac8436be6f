-- Embeddings of a model that the athlete has chosen and paid for, beside those of our own: of the library and of their documents.
create table guideline_vectors (
  user_id integer not null references users on delete cascade,
  -- A key of the library, or `document:place`.
  chunk_key text not null,
  -- Of the library as it was embedded; `document` for what never changes.
  version text not null,
  model text not null,
  dimensions integer not null,
  embedding halfvec not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, chunk_key)
);
-- They are all read: in the row, not beside it.
alter table guideline_vectors alter column embedding set storage main;
alter table guideline_vectors set (toast_tuple_target = 8160);
call protect('guideline_vectors');

-- A question on its way to the model and back, for a day: asked again it costs nothing.
create table guideline_searches (
  user_id integer not null references users on delete cascade,
  search_id text not null,
  question text not null,
  state text not null check (state in ('waiting', 'done')),
  -- Why it was answered by our own embedder after all.
  why text,
  model text,
  dimensions integer,
  embedding halfvec,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, search_id)
);
call protect('guideline_searches');
