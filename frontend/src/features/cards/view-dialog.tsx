import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { api, crm } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import { toApiError } from '@/lib/api/client'
import { say } from '@/lib/i18n/say'
import { useIsAdmin, useWorkspace } from '@/lib/workspace/workspace'
import { useSaveView } from './api'

interface ViewDialogProps {
  /** What will be saved; without an id a new one. */
  view: crm.ListView
  onClose: () => void
  onSaved: (row: api.ViewRow) => void
}

/** The name of a view, and who sees it. */
export function ViewDialog({ view, onClose, onSaved }: ViewDialogProps) {
  const { t } = useTranslation()
  const { me } = useWorkspace()
  const admin = useIsAdmin()
  const { save } = useSaveView()
  const [name, setName] = useState(view.name)
  const [shared, setShared] = useState(view.id !== '' && view.owner === '')
  const error = save.error && toApiError(save.error)
  const problem = error?.at('name')[0] ?? error
  const submit = (e: FormEvent) => {
    e.preventDefault()
    save.mutate({ ...view, name, owner: shared ? '' : me.id }, { onSuccess: onSaved })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      title={
        <Text span fw={600} fz="lg">
          {t(view.id ? 'cards.view_rename' : 'cards.view_new')}
        </Text>
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t('cards.view_name')}
            data-autofocus
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
            error={problem && say(problem)}
          />
          {admin && (
            <SegmentedControl
              aria-label={t('cards.view_who')}
              value={shared ? 'all' : 'me'}
              onChange={(v) => setShared(v === 'all')}
              data={[
                { value: 'me', label: t('cards.view_for_me') },
                { value: 'all', label: t('cards.view_for_all') },
              ]}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
