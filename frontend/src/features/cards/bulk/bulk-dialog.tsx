import { Button, Group, Stack, Text } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { api } from '@wails/go/models'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { backend } from '@/lib/api/client'
import { BulkPreview } from './bulk-preview'
import { BulkValue } from './bulk-value'
import { actionOf, isWhole, ofAll } from './pick'

interface BulkDialogProps {
  kind: api.BulkAction['kind']
  product: string
  pick: api.CardPick
  onClose: () => void
  onStart: (job: api.JobView) => void
}

/** Asks for what an action needs, says in numbers what it will do, and then does it. */
export function BulkDialog({ kind, product, pick, onClose, onStart }: BulkDialogProps) {
  const { t } = useTranslation()
  const [action, setAction] = useState(() => actionOf(kind))
  const whole = isWhole(action)
  const preview = useQuery({
    queryKey: ['card', 'bulk', pick, action],
    queryFn: () => backend.PreviewBulk({ pick, action }),
    enabled: whole,
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const begin = useMutation({
    mutationFn: (count: number) => backend.StartBulk({ pick, action, count }),
    onSuccess: onStart,
    onError: () => void preview.refetch(),
  })
  const seen = whole && !preview.isPlaceholderData ? preview.data : undefined
  const changes = seen && ofAll(seen.changes, seen)
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (seen && seen.changes > 0) begin.mutate(seen.count)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
      title={
        <Text span fw={600} fz="lg">
          {t(`cards.bulk.${kind}`)}
        </Text>
      }
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <BulkValue action={action} product={product} onChange={setAction} />
          {begin.error && <ErrorBox error={begin.error} />}
          {preview.error && <ErrorBox error={preview.error} />}
          <BulkPreview preview={whole ? preview.data : undefined} waiting={preview.isFetching} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              type="submit"
              color={kind === 'delete' ? 'red' : undefined}
              loading={begin.isPending}
              disabled={!seen || seen.changes === 0}
              data-autofocus={kind === 'delete' || undefined}
            >
              {t(kind === 'delete' ? 'cards.bulk_delete_now' : 'cards.bulk_now', {
                count: changes ?? 0,
              })}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
