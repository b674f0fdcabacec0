import { ActionIcon, Button, Text, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { JobBar } from '@/components/ui/job-bar'
import { useJob } from '@/lib/jobs/use-job'
import { BulkActions } from './bulk/bulk-actions'
import { BulkDialog } from './bulk/bulk-dialog'
import { pickOf } from './bulk/pick'
import classes from './cards.module.css'
import { ExportCards } from './export/export-cards'
import { type Choice, countOf, everything, nothing } from './list/choice'
import type { ListColumn } from './list/columns'
import type { Shown } from './list/use-shown'
import type { Ask } from './view'

interface SelectionBarProps {
  ask: Ask
  choice: Choice
  shown: Shown
  /** The columns that the list shows. */
  columns: readonly ListColumn[]
  onChoice: (choice: Choice) => void
}

/** How many cards are chosen and what can be done to them; then how far that is. */
export function SelectionBar({ ask, choice, shown, columns, onChoice }: SelectionBarProps) {
  const { t } = useTranslation()
  const [doing, setDoing] = useState<api.BulkAction['kind']>()
  const [exporting, setExporting] = useState(false)
  const bulk = useJob('card', () => onChoice(nothing))
  const count = countOf(choice, shown.count)
  if (bulk.job) return <JobBar job={bulk.job} onCancel={bulk.cancel} />
  if (count === 0) return null
  const label = t('cards.selected', { count })
  return (
    <div className={classes.selection} role="toolbar" aria-label={label}>
      <Tooltip label={t('ui.clear_choice')}>
        <ActionIcon aria-label={t('ui.clear_choice')} onClick={() => onChoice(nothing)}>
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
      <Text fw={600} className="num" aria-live="polite">
        {label}
      </Text>
      {!choice.all && shown.counted && shown.count > count && (
        <Button size="compact-sm" variant="subtle" onClick={() => onChoice(everything)}>
          {t('cards.select_all', { count: shown.count })}
        </Button>
      )}
      <div className={classes.selectionActions}>
        <BulkActions onPick={setDoing} onExport={() => setExporting(true)} />
      </div>
      {exporting && (
        <ExportCards
          product={ask.product}
          pick={pickOf(choice, ask)}
          what={label}
          shown={columns}
          onClose={() => setExporting(false)}
        />
      )}
      {doing && (
        <BulkDialog
          kind={doing}
          product={ask.product}
          pick={pickOf(choice, ask)}
          onClose={() => setDoing(undefined)}
          onStart={(job) => {
            setDoing(undefined)
            bulk.follow(job)
          }}
        />
      )}
    </div>
  )
}
