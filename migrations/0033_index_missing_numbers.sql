-- Why loads are missing is asked with every dashboard; of ten years few are.
create index on activity_metrics (user_id, metric_id) where value is null;
