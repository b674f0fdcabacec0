import { ChangeFields } from '@/features/builder/change-fields'
import { LinksPage } from '@/features/links/links-page'

/** The links of a product; what they change is edited as a step's change is. */
export function Links() {
  return <LinksPage changeEditor={(p) => <ChangeFields {...p} />} />
}
