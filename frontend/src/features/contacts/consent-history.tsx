import { Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import classes from './contacts.module.css'
import { Section } from './section'

/** Who changed the consent of which address, when and how; nobody can change these lines. */
export function ConsentHistory({ lines }: { lines: api.ConsentLine[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('contacts.section.consents')}>
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('contacts.no_consents')}
        </Text>
      )}
      <ul className={`${classes.list} ${classes.history}`}>
        {lines.map((l, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added, and have no id
          <li key={lines.length - i} className={classes.line}>
            <div className={classes.grow}>
              {t(l.change.from ? 'contacts.consent_line' : 'contacts.consent_line_new', {
                address: l.typed,
                from: l.change.from && t(`contacts.consent.${l.change.from}`),
                to: t(`contacts.consent.${l.change.to}`),
              })}
              <Text size="xs" c="dimmed">
                {[l.who || t(`contacts.how.${l.change.how}`), l.change.note]
                  .filter(Boolean)
                  .join(' – ')}
              </Text>
            </div>
            <Text span size="xs" c="dimmed">
              <When at={l.change.at} relative />
            </Text>
          </li>
        ))}
      </ul>
    </Section>
  )
}
