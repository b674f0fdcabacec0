import { Alert, Anchor } from '@mantine/core'
import { IconWorldOff } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '@/lib/routing/paths'
import { useIsAdmin } from '@/lib/workspace/workspace'
import classes from './forms.module.css'

/** There is no public address: nobody can open the forms yet, and where that is set. */
export function NoPublic() {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  return (
    <Alert className={classes.noPublic} icon={<IconWorldOff size={18} />}>
      {t('form.no_public')}{' '}
      {admin ? (
        <Anchor component={Link} to={paths.settings('public')} inherit underline="always">
          {t('form.to_public')}
        </Anchor>
      ) : (
        t('form.ask_admin')
      )}
    </Alert>
  )
}
