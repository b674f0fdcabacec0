import { Button, Group, Text } from '@mantine/core'
import { IconDeviceFloppy, IconFlask, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useIsAdmin } from '@/lib/workspace/workspace'
import classes from './sandbox.module.css'

interface BannerProps {
  onAgain: () => void
  onThrowAway: () => void
  onKeep: () => void
  pending: boolean
}

/** Says that all of this is a copy, and what can be done with it. */
export function Banner({ onAgain, onThrowAway, onKeep, pending }: BannerProps) {
  const { t } = useTranslation()
  const admin = useIsAdmin()
  return (
    <section className={classes.banner} aria-label={t('sandbox.copy')}>
      <IconFlask size={24} aria-hidden />
      <div className={classes.bannerWords}>
        <Text fw={650} fz="lg">
          {t('sandbox.nothing_leaves')}
        </Text>
        <Text size="sm">{t('sandbox.nothing_leaves_words')}</Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={pending}
          onClick={onAgain}
        >
          {t('sandbox.again')}
        </Button>
        <Button variant="default" leftSection={<IconTrash size={16} />} onClick={onThrowAway}>
          {t('sandbox.throw_away')}
        </Button>
        {admin && (
          <Button leftSection={<IconDeviceFloppy size={16} />} onClick={onKeep}>
            {t('sandbox.keep')}
          </Button>
        )}
      </Group>
    </section>
  )
}
