import { Badge, Text, UnstyledButton } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { When } from '@/components/ui/when'
import { say } from '@/lib/i18n/say'
import classes from './versions.module.css'

interface VersionLineProps {
  row: api.VersionRow
  chosen: boolean
  onChoose: () => void
}

/** One version: its number, when, who, and what was changed. */
export function VersionLine({ row, chosen, onChoose }: VersionLineProps) {
  const { t } = useTranslation()
  const changed = row.changed.map((part) => say(part)).join(', ')
  return (
    <li>
      <UnstyledButton
        className={classes.version}
        data-chosen={chosen || undefined}
        aria-pressed={chosen}
        onClick={onChoose}
      >
        <span className={classes.number}>{row.number}</span>
        <span className={classes.words}>
          <span className={classes.line}>
            <When at={row.at} />
            {row.who && (
              <Text span size="sm" c="dimmed" className="clip">
                {row.who}
              </Text>
            )}
            {row.current && (
              <Badge size="sm" tt="none" c="var(--tone-green)" bg="var(--tone-green-bg)">
                {t('templates.versions.current')}
              </Badge>
            )}
          </span>
          <Text span size="sm" c="dimmed">
            {changed || t('templates.versions.made')}
          </Text>
        </span>
        {(row.added > 0 || row.removed > 0) && (
          <span className={classes.tally} title={t('templates.versions.lines', { ...row })}>
            <b data-kind="added">+{row.added}</b> <b data-kind="removed">−{row.removed}</b>
          </span>
        )}
      </UnstyledButton>
    </li>
  )
}
