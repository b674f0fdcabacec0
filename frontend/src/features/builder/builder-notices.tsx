import { Alert, Button, Group, Text } from '@mantine/core'
import { IconLock, IconUsers } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsAdmin } from '@/lib/workspace/workspace'
import classes from './builder.module.css'
import type { BuilderAction, BuilderState } from './state/builder-state'

interface BuilderNoticesProps {
  state: BuilderState
  dispatch: Dispatch<BuilderAction>
  view: api.SequenceView
  dirty: boolean
}

/** What a person must know or decide before anything else. */
export function BuilderNotices({ state, dispatch, view, dirty }: BuilderNoticesProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  if (state.newer) {
    const who = view.modifiedBy || t('builder.conflict.somebody')
    return (
      <Alert
        className={classes.notice}
        data-tone="amber"
        icon={<IconUsers size={18} />}
        role="alert"
      >
        <Text fw={600}>{t('builder.conflict.title', { who })}</Text>
        <Text mb="xs">{t('builder.conflict.text')}</Text>
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => dispatch({ do: 'take theirs' })}>
            {t('builder.conflict.theirs')}
          </Button>
          <Button size="xs" variant="default" onClick={() => dispatch({ do: 'keep mine' })}>
            {t('builder.conflict.mine')}
          </Button>
        </Group>
      </Alert>
    )
  }
  if (state.readOnly) {
    return (
      <Alert className={classes.notice} icon={<IconLock size={18} />}>
        <Group gap="sm" justify="space-between">
          <Text>
            {dirty
              ? t('builder.read_only.lost')
              : admin
                ? t('builder.read_only.active')
                : t('builder.read_only.member')}
          </Text>
          {dirty && (
            <Button size="xs" variant="default" onClick={() => dispatch({ do: 'discard' })}>
              {t('builder.read_only.discard')}
            </Button>
          )}
        </Group>
      </Alert>
    )
  }
  if (!admin) {
    return (
      <Alert className={classes.notice} icon={<IconLock size={18} />}>
        {t('builder.read_only.member')}
      </Alert>
    )
  }
  return null
}
