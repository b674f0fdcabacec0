import type { api, crm } from '@wails/go/models'

/** What is typed in the drawer. */
export type Draft = Omit<api.SaveLinkIn, 'change'> & { change?: crm.CardChange }

/** How long a link works unless it says otherwise, in days. */
export const usualDays = 60

/** A link that nobody has filled in yet. */
export function newDraft(product: string): Draft {
  return {
    id: '',
    product,
    name: '',
    slug: '',
    label: '',
    kind: 'change',
    question: '',
    thanks: '',
    target: '',
    days: usualDays,
  }
}

/** A saved link as a draft. */
export function draftOf({ revision: _, modified: __, ...link }: crm.Link): Draft {
  return { ...link, change: link.change ?? undefined }
}

/** What stands in a text for a link. */
export const variableOf = (slug: string) => `{{link.${slug}}}`
