import { Alert, Button, Progress, Skeleton, Stack, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorBox } from '@/components/ui/error-box'
import { UseList } from '@/components/ui/used-by'
import { Dialog } from '../dialog'

interface RemovalProps {
  title: string
  product: string
  /** Where it is used and how many cards have it; undefined while that is asked. */
  found?: { uses: api.Use[]; cards: number }
  /** What happens to the cards, with what to choose. */
  children?: ReactNode
  /** The button's words, with the number where there is one. */
  action: string
  ready: boolean
  running: boolean
  percent?: number
  error: unknown
  onRemove: () => void
  onClose: () => void
}

/** Asks before something of a product goes: where it is used, or what becomes of its cards. */
export function Removal(p: RemovalProps) {
  const { t } = useTranslation()
  const used = (p.found?.uses.length ?? 0) > 0
  return (
    <Dialog
      title={p.title}
      onClose={p.onClose}
      busy={p.running}
      actions={
        <>
          <Button variant="default" onClick={p.onClose} disabled={p.running}>
            {t(used ? 'common.close' : 'common.cancel')}
          </Button>
          {!used && (
            <Button
              color="red"
              onClick={p.onRemove}
              loading={p.running}
              disabled={!p.found || !p.ready}
            >
              {p.action}
            </Button>
          )}
        </>
      }
    >
      {!p.found && !p.error && <Skeleton h={48} />}
      {p.found && used && (
        <Alert variant="outline" color="yellow" icon={<IconLock size={18} />}>
          <Text fw={600}>{t('settings.used_here')}</Text>
          <UseList uses={p.found.uses} product={p.product} onGo={p.onClose} />
        </Alert>
      )}
      {p.found && !used && (
        <Stack gap="sm">
          {p.found.cards === 0 ? <Text>{t('settings.nothing_uses_it')}</Text> : p.children}
        </Stack>
      )}
      {p.running && <Progress value={p.percent ?? 100} animated aria-label={p.title} />}
      <ErrorBox error={p.error} />
    </Dialog>
  )
}
