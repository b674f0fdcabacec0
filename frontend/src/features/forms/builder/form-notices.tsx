import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { IconInfoCircle, IconLock, IconUsers } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Dispatch } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/lib/i18n/say'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import type { FormOut } from '../contract'
import type { FormAction, FormState } from '../state/form-state'
import classes from './builder.module.css'

interface FormNoticesProps {
  view: FormOut
  state: FormState
  dispatch: Dispatch<FormAction>
}

/** What a person must know or decide before anything else. */
export function FormNotices({ view, state, dispatch }: FormNoticesProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  if (state.newer) {
    return (
      <Alert className={classes.notice} icon={<IconUsers size={18} />} role="alert">
        <Text fw={600}>
          {t('form.conflict.title', { who: view.row.by || t('builder.conflict.somebody') })}
        </Text>
        <Text mb="xs">{t('form.conflict.text')}</Text>
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
  if (!admin) {
    return (
      <Alert color="gray" icon={<IconLock size={18} />}>
        {t('form.read_only')}
      </Alert>
    )
  }
  return view.notes.map((note) => (
    <Alert key={note.key} className={classes.notice} icon={<IconInfoCircle size={18} />}>
      {say(note)}{' '}
      <Anchor component={Link} to={paths.settings(placeOf(note.key))} inherit underline="always">
        {t('form.to_settings')}
      </Anchor>
    </Alert>
  ))
}

// Where what is missing is set.
function placeOf(key: string): string {
  return key === 'form.error.no_account' ? 'sending' : 'public'
}
