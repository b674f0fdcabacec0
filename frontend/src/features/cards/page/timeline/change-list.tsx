import { IconArrowRight } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import classes from './timeline.module.css'

// A long text is worth its beginning here; the card has all of it.
const most = 140
const short = (text: string) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text)

/** What one save changed: each thing with what it was and what it is. */
export function ChangeList({ changes }: { changes: api.FieldChange[] }) {
  const { t } = useTranslation()
  if (changes.length === 0) return null
  return (
    <ul className={classes.changes}>
      {changes.map((c, i) => {
        const [what, from, to] = [say(c.what), short(say(c.from)), short(say(c.to))]
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was changed once never moves
          <li key={i} className={classes.change}>
            <b>{what}</b> <span className={classes.was}>{from}</span>
            <IconArrowRight size={13} aria-label={t('card.became')} className={classes.arrow} />
            <span>{to}</span>
          </li>
        )
      })}
    </ul>
  )
}
