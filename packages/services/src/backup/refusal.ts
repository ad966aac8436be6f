import { AppError } from '@rc/domain'

/** A backup or a target we will not touch: one sentence for the person who has to decide what next. */
export const refuse = (sentence: string): AppError => new AppError('conflict', sentence)
