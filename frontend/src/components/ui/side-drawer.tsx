import { Drawer, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './side-drawer.module.css'
import { useFocusBack } from './use-focus-back'

interface SideDrawerProps {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** A word beside the title: a state. */
  aside?: ReactNode
  /** Stays at the bottom: the actions, the primary one last. */
  footer?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** The right drawer for details, so that one never loses one's place. Esc closes it. */
export function SideDrawer({
  open,
  onClose,
  title,
  aside,
  footer,
  wide,
  children,
}: SideDrawerProps) {
  const { t } = useTranslation()
  useFocusBack(open)
  return (
    <Drawer
      opened={open}
      onClose={onClose}
      position="right"
      size={wide ? 720 : 480}
      title={
        <Group gap="xs" wrap="nowrap">
          <Text span fw={600} fz="lg" className="clip">
            {title}
          </Text>
          {aside}
        </Group>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
      overlayProps={{ backgroundOpacity: 0.2 }}
      classNames={{
        content: classes.content,
        body: classes.body,
        header: classes.header,
        title: classes.title,
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it */}
      <div className={classes.scroll} tabIndex={0}>
        {children}
      </div>
      {footer && <div className={classes.footer}>{footer}</div>}
    </Drawer>
  )
}
