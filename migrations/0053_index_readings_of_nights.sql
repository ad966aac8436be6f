-- Of a night's HRV there are hundreds of five-minute values and one that is asked for again and again.
create index on health_metrics (user_id, local_date)
  where metric_id in ('hrv_rmssd_ms', 'hrv_sdnn_ms') and measurement_window <> '5min';
