import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { folderName } from '@/components/ui/folder-name'
import { fieldError, problemsOf } from '@/components/ui/problems'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useProduct } from '@/lib/workspace/workspace'
import { useFolders, useNewSequence } from './api'
import { FilterField } from './filter-field'

interface NewDialogProps {
  /** The folder that is being looked at, "" for none. */
  folder: string
  /** The filter that is chosen to begin with. */
  filter?: string
  onClose: () => void
}

/** Names a new automation and says for which cards it is; then the builder opens. */
export function NewDialog({ folder, filter = '', onClose }: NewDialogProps) {
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
    filter,
    reentry: 'once',
    reentryDays: 0,
    reentryDate: '',
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
