import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { useActivate, useActivationPreview } from '../api'
import { Checks } from './checks'
import { MidwayChoice } from './midway-choice'
import { ScopeChoice } from './scope-choice'

interface ActivationDialogProps {
  view: api.SequenceView
  onClose: () => void
}

/** Asks whom an automation starts for, after showing what each answer would do. */
export function ActivationDialog({ view, onClose }: ActivationDialogProps) {
  const { t } = useTranslation()
  const { id, name, product, filter } = view.sequence
  const preview = useActivationPreview(id)
  const activate = useActivate()
  const [scope, setScope] = useState<api.ActivateIn['scope']>('new')
  const [midway, setMidway] = useState<api.ActivateIn['midway']>('keep')
  const data = preview.data
  const run = () =>
    activate.mutate(
      { id, scope, midway },
      {
        onSuccess: () => {
          onClose()
          toast({ title: t('activation.done', { name }) })
        },
      },
    )
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={
        <Text span fw={600} fz="lg">
          {t('activation.title', { name })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {!data && !preview.error && <LinesSkeleton count={6} />}
        <ErrorBox error={preview.error} onRetry={() => void preview.refetch()} />
        {data && (
          <>
            <ScopeChoice
              scope={scope}
              onChange={setScope}
              preview={data}
              product={product}
              filter={filter}
            />
            {data.midway > 0 && (
              <MidwayChoice count={data.midway} midway={midway} onChange={setMidway} />
            )}
            <Checks preview={data} />
          </>
        )}
        <ErrorBox error={activate.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            onClick={run}
            loading={activate.isPending}
            disabled={!data || data.problems.length > 0}
            data-autofocus
          >
            {t('activation.activate')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
