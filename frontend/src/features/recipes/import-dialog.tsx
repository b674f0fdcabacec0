import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { Modal } from '@/components/ui/modal'
import { LinesSkeleton } from '@/components/ui/skeletons'
import { toast } from '@/components/ui/toast'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useGo } from '@/lib/routing/use-view'
import { useImportPack, usePack } from './api'
import { PackContents } from './pack-contents'

interface ImportDialogProps {
  product: string
  /** The file as base64. */
  content: string
  onClose: () => void
}

/** What a file of automations would make, what differs, and making it. */
export function ImportDialog({ product, content, onClose }: ImportDialogProps) {
  const { t } = useTranslation()
  const go = useGo()
  const [mine, setMine] = useState<string[]>([])
  const file = { product, content, mine }
  const { data: pack, error, isPending } = usePack(file)
  const importing = useImportPack()
  const start = () =>
    importing.mutate(file, {
      onSuccess: ({ sequences }) => {
        const [made] = sequences
        onClose()
        if (!made) return
        toast({ title: t('packs.imported', { name: made.name }), children: t('recipes.inactive') })
        go(paths.automation(product, made.id))
      },
    })
  const broken = (pack?.problems.length ?? 0) > 0
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={
        <Text span fw={600} fz="lg">
          {pack?.sequences[0]
            ? t('packs.import_this', { name: pack.sequences[0].name })
            : t('packs.import_title')}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {isPending && <LinesSkeleton />}
        <ErrorBox error={error} />
        {pack && broken && <Problems problems={pack.problems} />}
        {pack && !broken && <PackContents pack={pack} onMine={setMine} />}
        <ErrorBox error={importing.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {broken ? t('common.close') : t('common.cancel')}
          </Button>
          {pack && !broken && (
            <Button onClick={start} loading={importing.isPending} data-autofocus>
              {t('packs.import_now')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}

type Problem = Parameters<typeof say>[0] & { path: string }

function Problems({ problems }: { problems: Problem[] }) {
  const { t } = useTranslation()
  return (
    <section role="alert" aria-label={t('packs.broken', { count: problems.length })}>
      <Text fw={600} c="var(--tone-red)" mb={4}>
        {t('packs.broken', { count: problems.length })}
      </Text>
      <List spacing={4} size="sm" listStyleType="none" withPadding={false}>
        {problems.map((p, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is as it was answered
          <List.Item key={i}>{say(p)}</List.Item>
        ))}
      </List>
    </section>
  )
}
