import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { api } from '@wails/go/models'
import { useTranslation } from 'react-i18next'
import { SideDrawer } from '@/components/ui/side-drawer'
import { paths } from '@/lib/routing/paths'
import { useWorkspace } from '@/lib/workspace/workspace'
import { CopyButton } from '../sign-in/copy-button'

/** Where programs call: it is seen once. */
export function InletAddress({ made, onClose }: { made: api.SaveInletOut; onClose: () => void }) {
  const { t } = useTranslation()
  const open = useWorkspace().workspace.public !== ''
  return (
    <SideDrawer
      open
      onClose={onClose}
      title={made.inlet.name}
      footer={<Button onClick={onClose}>{t('incoming.kept')}</Button>}
    >
      <Stack gap="md">
        <Alert color="yellow" icon={<IconAlertTriangle size={18} />} title={t('incoming.once')}>
          {t('incoming.once_words')}
        </Alert>
        <TextInput
          label={t('incoming.address')}
          readOnly
          value={made.url}
          ff="monospace"
          onFocus={(e) => e.currentTarget.select()}
        />
        <div>
          <CopyButton text={made.url} lead />
        </div>
        {!open && (
          <Text size="sm">
            {t('incoming.not_open')}{' '}
            <Link to={paths.settings('public')}>{t('incoming.open_go')}</Link>
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('incoming.how')}
        </Text>
      </Stack>
    </SideDrawer>
  )
}
