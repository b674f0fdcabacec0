import { ActionIcon, Button, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowsJoin, IconDownload, IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '@/lib/routing/use-view'
import classes from './contacts.module.css'
import { ExportContacts } from './export-contacts'

/** The clients that are chosen; two or more of one kind can become one. */
export function ChosenBar({ rows, onClear }: { rows: api.ContactRow[]; onClear: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const [exporting, setExporting] = useState(false)
  if (rows.length === 0) return null
  const label = t('contacts.selected', { count: rows.length })
  const fits = rows.length > 1 && rows.every((r) => r.kind === rows[0]?.kind)
  const button = (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconArrowsJoin size={15} />}
      aria-disabled={!fits}
      data-disabled={!fits || undefined}
      onClick={() => fits && go('/contacts/merge', { ids: rows.map((r) => r.id).join('.') })}
    >
      {t('contacts.merge_these')}
    </Button>
  )
  return (
    <div className={classes.bar} role="toolbar" aria-label={label}>
      <Tooltip label={t('ui.clear_choice')}>
        <ActionIcon aria-label={t('ui.clear_choice')} onClick={onClear}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      <Text fw={600} className="num" aria-live="polite">
        {label}
      </Text>
      <Group gap="xs" ml="auto">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={15} />}
          onClick={() => setExporting(true)}
        >
          {t('export.export')}
        </Button>
        {fits ? button : <Tooltip label={t('contacts.choose_two')}>{button}</Tooltip>}
      </Group>
      {exporting && (
        <ExportContacts
          ids={rows.map((r) => r.id)}
          count={rows.length}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  )
}
