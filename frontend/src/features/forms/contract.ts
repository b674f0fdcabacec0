import type { api, crm } from '@wails/go/models'

/** The nouns of forms as the backend answers them. */
export type Form = crm.Form
export type FormField = crm.FormField
export type FormCounts = crm.FormCounts
export type SubmissionState = crm.Submission['state']
export type FormRow = api.FormRow
export type FormSource = api.FormSource
export type FormOut = api.FormOut
export type SubmissionRow = api.SubmissionRow
