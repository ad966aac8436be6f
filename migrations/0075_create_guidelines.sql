-- What a plan can be explained with. The library is ours and the same for everyone: rc_owner renews it after a migration
-- (packages/services/src/guidelines/load-library.ts), nobody else writes it. Embeddings lie in the row: they are all read.
create table guideline_library (
  key text primary key,
  topic text not null,
  title_ko text not null,
  text_ko text not null,
  title_en text not null,
  text_en text not null,
  source text not null,
  -- Both languages and what else one may call it: what a question is compared with.
  words text not null,
  embedding halfvec(1024) not null,
  -- Hash of the whole library and the embedder.
  version text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table guideline_library alter column embedding set storage plain;
grant select on guideline_library to rc_app;

-- What an athlete has added: material to read, never an instruction.
create table guideline_documents (
  user_id integer not null references users on delete cascade,
  document_id text not null,
  title text not null,
  kind text not null check (kind in ('text', 'markdown', 'pdf')),
  bytes integer not null,
  sha256 text not null,
  state text not null default 'reading' check (state in ('reading', 'ready', 'failed')),
  -- Why it could not be read.
  reason text,
  pages smallint,
  -- As it came, until it has been read.
  original bytea,
  text text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, document_id),
  unique (user_id, sha256)
);
call protect('guideline_documents');

create table guideline_chunks (
  user_id integer not null,
  document_id text not null,
  place smallint not null,
  title text not null,
  text text not null,
  embedding halfvec(1024) not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, document_id, place),
  foreign key (user_id, document_id) references guideline_documents on delete cascade
);
alter table guideline_chunks alter column embedding set storage plain;
call protect('guideline_chunks');
