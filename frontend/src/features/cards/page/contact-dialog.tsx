import { Button, Group, Stack, Text } from '@mantine/core'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Modal } from '@/components/ui/modal'
import { problemsOf } from '@/components/ui/problems'
import { useFocusError } from '@/components/ui/use-focus-error'
import { useSaveCard } from '../api'
import { FormError } from '../card-form'
import { ContactFields } from '../contact-fields'
import { useSaidSave } from '../said-save'
import { draftOf, saveOf } from '../state/draft'

interface ContactDialogProps {
  view: api.CardView
  onClose: () => void
}

/** The card's client as a form. */
export function ContactDialog({ view, onClose }: ContactDialogProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => draftOf(view))
  const saver = useSaveCard()
  const said = useSaidSave()
  const form = useFocusError(saver.error)
  const problems = problemsOf(saver.error)
  const { id, revision, product } = view.card
  const submit = (e: FormEvent) => {
    e.preventDefault()
    // Only the client is said anew: the rest is as it is now, whoever changed it.
    const card = { ...draftOf(view), contact: draft.contact }
    saver.mutate(saveOf(card, { id, revision, product }), {
      onSuccess: (out) => {
        said(out)
        onClose()
      },
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={
        <Text span fw={600} fz="lg">
          {t('cards.contact')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <ContactFields
            bare
            draft={draft}
            change={(part) => setDraft((d) => ({ ...d, ...part }))}
            problems={problems}
            contact={view.contact ?? undefined}
          />
          <FormError error={saver.error} problems={problems} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={saver.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
