import {
  Anchor,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { folderName } from '@/components/ui/folder-name'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useFilters, useFolders, useNewSequence } from './api'

interface NewDialogProps {
  /** The folder that is being looked at, "" for none. */
  folder: string
  onClose: () => void
}

/** Names a new automation and says for which cards it is; then the builder opens. */
export function NewDialog({ folder, onClose }: NewDialogProps) {
  const { t } = useTranslation()
  const go = useGo()
  const product = useProduct().product.id
  const folders = useFolders(product).data ?? []
  const save = useNewSequence()
  const [draft, setDraft] = useState<api.SaveSequenceIn>({
    id: '',
    revision: 0,
    product,
    name: '',
    description: '',
    folder,
    filter: '',
    reentry: 'once',
    reentryDays: 0,
    runToEnd: false,
    fallback: '',
    steps: [],
  })
  const change = (patch: Partial<api.SaveSequenceIn>) => setDraft({ ...draft, ...patch })
  const problems = problemsOf(save.error)
  const place = draft.folder || (folders.find((f) => f.builtin === 'default')?.id ?? '')
  const submit = () =>
    save.mutate(
      { ...draft, folder: place },
      { onSuccess: (made) => go(paths.automation(product, made.sequence.id)) },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('sequences.new')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('sequences.field.name')}
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={fieldError(problems, 'name')}
            data-autofocus
          />
          <FilterField
            product={product}
            value={draft.filter}
            onChange={(filter) => change({ filter })}
            error={fieldError(problems, 'filter')}
          />
          <Select
            label={t('sequences.field.folder')}
            data={folders.map((f) => ({ value: f.id, label: folderName(t, f) }))}
            value={place || null}
            onChange={(id) => change({ folder: id ?? '' })}
            allowDeselect={false}
            error={fieldError(problems, 'folder')}
          />
          <Textarea
            label={t('sequences.field.description')}
            value={draft.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
            autosize
            minRows={2}
            maxRows={5}
            error={fieldError(problems, 'description')}
          />
          <ErrorBox error={save.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={draft.name.trim() === '' || draft.filter === ''}
            >
              {t('sequences.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface FilterFieldProps {
  product: string
  value: string
  onChange: (filter: string) => void
  error: string | undefined
}

function FilterField({ product, value, onChange, error }: FilterFieldProps) {
  const { t } = useTranslation()
  const filters = useFilters(product).data ?? []
  const chosen = filters.find((row) => row.filter.id === value)
  return (
    <div>
      <Select
        label={t('sequences.field.filter')}
        placeholder={t('sequences.field.filter_choose')}
        data={filters.map((row) => ({ value: row.filter.id, label: row.filter.name }))}
        value={value || null}
        onChange={(id) => onChange(id ?? '')}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('sequences.field.filter_nothing')}
        error={error}
      />
      {chosen && (
        <Text size="xs" c="dimmed" mt={4}>
          {say(chosen.sentence)}{' '}
          {chosen.matches >= 0 && t('sequences.field.matches', { count: chosen.matches })}
        </Text>
      )}
      <Anchor component={Link} to={paths.filter(product, 'new')} size="xs">
        {t('sequences.field.filter_new')}
      </Anchor>
    </div>
  )
}
