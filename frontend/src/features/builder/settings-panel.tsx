import { Checkbox, Group, Paper, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { folderName } from '@/components/ui/folder-name'
import type { Problem } from '@/lib/api/client'
import { useFilters, useFolders } from './api'
import { errorOf } from './field-errors'
import { PersonField } from './people-fields'
import { fieldLook } from './read-only'
import { ReentryField } from './reentry-field'
import type { Settings } from './state/draft'

export interface SettingsPanelProps {
  settings: Settings
  product: string
  problems: Problem[]
  readOnly: boolean
  onChange: (patch: Partial<Settings>) => void
}

/** What an automation is besides its steps: name, filter, folder, and how cards pass through it. */
export function SettingsPanel(p: SettingsPanelProps) {
  const { t } = useTranslation()
  const { settings, readOnly, problems, onChange } = p
  return (
    <Paper component="section" p="sm" aria-label={t('builder.settings.title')}>
      <Stack gap="sm">
        <TextInput
          label={t('builder.settings.name')}
          value={settings.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
          {...fieldLook(readOnly)}
          error={errorOf(problems, 'name')}
        />
        <FilterAndFolder {...p} />
        <Textarea
          label={t('builder.settings.description')}
          value={settings.description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
          autosize
          minRows={2}
          maxRows={6}
          {...fieldLook(readOnly)}
          error={errorOf(problems, 'description')}
        />
        <ReentryField {...p} />
        <Checkbox
          label={t('builder.settings.run_to_end')}
          description={t('builder.settings.run_to_end_help')}
          checked={settings.runToEnd}
          onChange={(event) => onChange({ runToEnd: event.currentTarget.checked })}
          disabled={readOnly}
        />
        <Checkbox
          label={t('builder.settings.stop_on_reply')}
          description={t('builder.settings.stop_on_reply_help')}
          checked={settings.stopOnReply}
          onChange={(event) => onChange({ stopOnReply: event.currentTarget.checked })}
          disabled={readOnly}
        />
        <PersonField
          label={t('builder.settings.fallback')}
          description={t('builder.settings.fallback_help')}
          none={t('builder.settings.fallback_none')}
          value={settings.fallback}
          onChange={(fallback) => onChange({ fallback })}
          readOnly={readOnly}
          error={errorOf(problems, 'fallback')}
        />
      </Stack>
    </Paper>
  )
}

function FilterAndFolder({ settings, product, readOnly, problems, onChange }: SettingsPanelProps) {
  const { t } = useTranslation()
  const filters = useFilters(product).data ?? []
  const folders = useFolders(product).data ?? []
  return (
    <Group grow align="flex-start" gap="sm" preventGrowOverflow={false}>
      <Select
        label={t('builder.settings.filter')}
        data={filters.map((row) => ({ value: row.filter.id, label: row.filter.name }))}
        value={settings.filter || null}
        onChange={(filter) => onChange({ filter: filter ?? '' })}
        allowDeselect={false}
        searchable
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'filter')}
      />
      <Select
        label={t('builder.settings.folder')}
        data={folders.map((folder) => ({ value: folder.id, label: folderName(t, folder) }))}
        value={settings.folder || null}
        onChange={(folder) => onChange({ folder: folder ?? '' })}
        allowDeselect={false}
        {...fieldLook(readOnly)}
        error={errorOf(problems, 'folder')}
      />
    </Group>
  )
}
