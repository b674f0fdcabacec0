import {
  type Icon,
  IconChecklist,
  IconDeviceMobileMessage,
  IconFileTypePdf,
  IconMail,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Kind } from './state/draft'
import classes from './templates.module.css'

/** The picture of each kind of template. */
export const kindIcons: Record<Kind, Icon> = {
  email: IconMail,
  sms: IconDeviceMobileMessage,
  task: IconChecklist,
  pdf: IconFileTypePdf,
}

/** A kind of template: its picture and its word. */
export function KindMark({ kind }: { kind: Kind }) {
  const { t } = useTranslation()
  const Picture = kindIcons[kind]
  return (
    <span className={classes.kind}>
      <Picture size={16} stroke={1.75} aria-hidden />
      <span className="clip">{t(`templates.kind.${kind}`)}</span>
    </span>
  )
}
