import {
  type Icon,
  IconFileImport,
  IconFlask,
  IconForms,
  IconMail,
  IconUser,
  IconWebhook,
  IconWorldDownload,
} from '@tabler/icons-react'

const icons: Record<string, Icon> = {
  user: IconUser,
  import: IconFileImport,
  form: IconForms,
  mail: IconMail,
  webhook: IconWebhook,
  sample: IconFlask,
  outside: IconWorldDownload,
}

/** What made a card or caused a change: a picture beside its word, nothing for what is not known. */
export function OriginIcon({ origin }: { origin: string }) {
  const Picture = icons[origin]
  return Picture ? <Picture size={15} stroke={1.75} aria-hidden style={{ flex: 'none' }} /> : null
}
