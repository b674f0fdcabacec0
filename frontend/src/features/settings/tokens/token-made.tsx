import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { inWindow } from '@/lib/api/in-window'
import { useWorkspace } from '@/lib/workspace/workspace'
import classes from '../settings.module.css'
import { CopyButton } from '../sign-in/copy-button'
import { apiAddress, tryLine } from './try-line'

interface TokenMadeProps {
  made: api.AddTokenOut
  onClose: () => void
}

/** The secret of a new token, which nobody can see again, and a line to try it with. */
export function TokenMade({ made, onClose }: TokenMadeProps) {
  const { t } = useTranslation()
  const { workspace } = useWorkspace()
  const line = tryLine(
    apiAddress(inWindow() ? '' : window.location.origin, workspace.link),
    made.secret,
  )
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={made.token.token.name}
      footer={<Button onClick={onClose}>{t('token.kept')}</Button>}
    >
      <Stack gap="md">
        <Alert variant="outline" color="yellow" icon={<IconAlertTriangle size={18} />}>
          <Text fw={600}>{t('token.once')}</Text>
          {t('token.once_words')}
        </Alert>
        <TextInput
          label={t('token.secret')}
          readOnly
          value={made.secret}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          onFocus={(e) => e.currentTarget.select()}
        />
        <div>
          <CopyButton text={made.secret} lead />
        </div>
        <div>
          <Text fw={500} size="sm">
            {t('token.try')}
          </Text>
          <pre className={classes.quote}>{line}</pre>
          {inWindow() && (
            <Text size="sm" c="dimmed" mt="xs">
              {t('token.in_window')}
            </Text>
          )}
        </div>
        <div>
          <CopyButton text={line} />
        </div>
      </Stack>
    </SideDrawer>
  )
}
