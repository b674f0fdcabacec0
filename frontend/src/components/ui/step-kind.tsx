import {
  type Icon,
  IconChecklist,
  IconDeviceMobileMessage,
  IconFileTypePdf,
  IconMail,
  IconMailForward,
  IconReplace,
  IconWebhook,
} from '@tabler/icons-react'
import type { crm } from '@wails/go/models'

const icons: Record<crm.Step['kind'], Icon> = {
  email_client: IconMail,
  sms_client: IconDeviceMobileMessage,
  email_user: IconMailForward,
  task_user: IconChecklist,
  pdf: IconFileTypePdf,
  change_card: IconReplace,
  webhook: IconWebhook,
}

/** The picture of a kind of step; its word, `kind.<kind>`, stands beside it. */
export function KindIcon({ kind, size = 18 }: { kind: crm.Step['kind']; size?: number }) {
  const Picture = icons[kind]
  return <Picture size={size} stroke={1.75} aria-hidden style={{ flex: 'none' }} />
}
