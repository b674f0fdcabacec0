import type { StepKind } from './state/draft'

/** The kind of template that each kind of step needs, empty for none. */
export const templateKind = {
  email_client: 'email',
  sms_client: 'sms',
  email_user: 'email',
  task_user: 'task',
  pdf: 'pdf',
  change_card: '',
  webhook: '',
} as const satisfies Record<StepKind, string>
