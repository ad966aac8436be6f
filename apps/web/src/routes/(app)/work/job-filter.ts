export const jobFilters = ['failed', 'running', 'queued'] as const
export type JobFilter = (typeof jobFilters)[number]

export const isJobFilter = (text: string | null): text is JobFilter => jobFilters.some((filter) => filter === text)
