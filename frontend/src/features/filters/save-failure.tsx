import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { say } from '@/lib/i18n/say'
import { useFilter } from './api'
import type { FilterDraft } from './use-filter-draft'

interface SaveFailureProps {
  draft: FilterDraft
  row: api.FilterRow | undefined
}

/** Why a save was refused, where no field of the form says it. */
export function SaveFailure({ draft, row }: SaveFailureProps) {
  const { t } = useTranslation()
  const saved = useFilter(row?.filter.id ?? '')
  const { error } = draft
  if (!error || (error.code === 'invalid' && error.problems.length > 0)) return null
  // Activated meanwhile: the note above says so and offers a copy.
  if (error.code !== 'conflict' || !row || row.readOnly) return <ErrorBox error={error} />
  const take = async () => {
    const theirs = await saved.refetch()
    if (theirs.data) draft.reset(theirs.data)
  }
  return (
    <Alert color="red" variant="outline" icon={<IconAlertTriangle size={18} />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text>{say(error)}</Text>
        <Button size="xs" variant="default" onClick={() => void take()}>
          {t('filters.take_theirs')}
        </Button>
      </Group>
    </Alert>
  )
}
