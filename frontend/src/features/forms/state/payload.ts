import type { Form } from '../contract'
import { fieldOf } from './draft'
import type { FormState } from './form-state'

/** The draft as SaveForm and PreviewForm take it. */
export function payloadOf(product: string, { id, revision, draft }: FormState): Form {
  return {
    ...draft.settings,
    id,
    product,
    revision,
    fields: draft.fields.map(fieldOf),
    created: 0,
    modified: 0,
    modifiedBy: '',
  }
}
