/** What the builder of a form edits, before it is saved. */

import type { Form, FormField } from '../contract'

/** A form as the backend keeps it. */
export type SavedForm = Form

/** What a field asks and how, apart from its identity here. */
export type FieldParts = FormField

/** A field of the draft. Its key is its identity here; the form has one field for each source. */
export interface DraftField extends FieldParts {
  key: string
}

/** Everything of a form that its fields are not. */
export type Settings = Pick<
  Form,
  | 'name'
  | 'slug'
  | 'language'
  | 'title'
  | 'intro'
  | 'button'
  | 'status'
  | 'owning'
  | 'owners'
  | 'duplicates'
  | 'consent'
  | 'thanks'
  | 'guard'
  | 'active'
>

/** The whole draft. It is never changed in place, so that undo can keep it. */
export interface FormDraft {
  settings: Settings
  fields: readonly DraftField[]
}

/** The draft of a saved form. */
export function draftOf(form: SavedForm): FormDraft {
  const fields = form.fields.map((field) => ({ key: field.source, ...fieldOf(field) }))
  return { settings: settingsOf(form), fields }
}

/** The settings of a saved form. */
export function settingsOf(form: Settings): Settings {
  const { name, slug, language, title, intro, button, status, owning, owners } = form
  const { duplicates, consent, thanks, guard, active } = form
  return {
    name,
    slug,
    language,
    title,
    intro,
    button,
    status,
    owning,
    owners,
    duplicates,
    consent,
    thanks,
    guard,
    active,
  }
}

/** What a field asks, without anything else. */
export function fieldOf({ source, label, help, required, hidden, value }: FieldParts): FieldParts {
  return { source, label, help, required, hidden, value }
}

/** Whether two fields say the same. */
export function sameField(a: FieldParts, b: FieldParts | undefined): boolean {
  if (a === b) return true
  return b !== undefined && JSON.stringify(fieldOf(a)) === JSON.stringify(fieldOf(b))
}

/** Whether two sets of settings say the same. */
export function sameSettings(a: Settings, b: Settings): boolean {
  return (
    a === b ||
    (Object.keys(a) as (keyof Settings)[]).every(
      (name) => JSON.stringify(a[name]) === JSON.stringify(b[name]),
    )
  )
}
