import { Button, Group, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconPlayerPlay } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { useConfirm } from '@/components/ui/confirm'
import { useFormat } from '@/lib/format/use-format'
import { useContinueImport, useImports, useUndoImport } from './api'
import { ErrorFileButton } from './error-file-button'
import classes from './imports.module.css'
import type { Action } from './state/wizard'

interface PastImportsProps {
  product: string
  dispatch: Dispatch<Action>
}

/** What was imported before: each can be undone as a whole, an interrupted one also continued. */
export function PastImports({ product, dispatch }: PastImportsProps) {
  const { t } = useTranslation()
  const imports = useImports(product)
  if (!imports.data?.length) return null
  return (
    <section>
      <Title order={2} mb="xs" mt="md">
        {t('imports.past')}
      </Title>
      <ul className={classes.past}>
        {imports.data.map((im) => (
          <PastImport key={im.id} im={im} dispatch={dispatch} />
        ))}
      </ul>
    </section>
  )
}

function PastImport({ im, dispatch }: { im: api.ImportView; dispatch: Dispatch<Action> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const confirm = useConfirm()
  const undo = useUndoImport()
  const goOn = useContinueImport()
  const ask = async () => {
    const sure = await confirm({
      title: t('imports.undo_title', { name: im.name }),
      children: t('imports.undo_words'),
      action: t('imports.undo'),
    })
    if (sure) undo.mutate(im.id)
  }
  const state = im.interrupted ? 'interrupted' : im.state
  const facts = [
    im.created > 0 && t('imports.past_created', { count: im.created }),
    im.updated > 0 && t('imports.past_updated', { count: im.updated }),
    im.rejected > 0 && t('imports.past_rejected', { count: im.rejected }),
  ].filter(Boolean)
  return (
    <li className={classes.pastRow}>
      <div className={classes.pastWords}>
        <Text fw={550} className="clip" title={im.name}>
          {im.name}
        </Text>
        <Text size="sm" c="dimmed">
          {[format.moment(im.at), t(`imports.state.${state}`), ...facts].join(' · ')}
        </Text>
      </div>
      <Group gap="xs">
        {im.rejected > 0 && im.state === 'done' && <ErrorFileButton id={im.id} />}
        {im.interrupted && im.state === 'applying' && (
          <Button
            size="xs"
            leftSection={<IconPlayerPlay size={14} />}
            loading={goOn.isPending}
            onClick={() =>
              goOn.mutate(im.id, {
                onSuccess: (job) => dispatch({ type: 'started', job: job.id }),
              })
            }
          >
            {t('imports.continue')}
          </Button>
        )}
        {(im.undo || im.interrupted) && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconArrowBackUp size={14} />}
            loading={undo.isPending}
            onClick={() => void ask()}
          >
            {t('imports.undo')}
          </Button>
        )}
      </Group>
    </li>
  )
}
