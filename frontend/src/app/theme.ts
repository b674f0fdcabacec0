import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const indigo: MantineColorsTuple = [
  '#f0f0ff',
  '#e2e3fe',
  '#c9cbfd',
  '#a9abfa',
  '#8b8df5',
  '#6f6fee',
  '#5e5ae6',
  '#524bdc',
  '#4840c8',
  '#383299',
]

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ee',
  '#d8dce3',
  '#c3c8d2',
  '#9aa1af',
  '#6c7484',
  '#525a6a',
  '#373d4a',
  '#20242d',
]

const dark: MantineColorsTuple = [
  '#e4e7ee',
  '#c3c8d3',
  '#a6adbc',
  '#7d8597',
  '#565d6e',
  '#3b4150',
  '#2b303c',
  '#1c2028',
  '#161a21',
  '#0f1217',
]

// Darker than the kit's: white and pale grounds both reach AA.
const red: MantineColorsTuple = [
  '#fff1f2',
  '#fde3e5',
  '#fbc9ce',
  '#f69ca5',
  '#f0717e',
  '#e84c5c',
  '#da3243',
  '#c9273a',
  '#b81f31',
  '#99172a',
]

/** The one theme: calm greys, one accent, colour otherwise only for meaning. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 8,
  autoContrast: true,
  colors: { indigo, gray, dark, red },
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4 } } },
    // The placeholder that takes the focus is not allowed among the items of a menu.
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
      },
    },
    Paper: { defaultProps: { withBorder: true } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

/** Greys that pass AA where the kit's own would not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b1f27',
    '--mantine-color-dimmed': '#5a6273',
    '--mantine-color-placeholder': '#6c7484',
    '--mantine-color-error': '#b0182a',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-8)',
  },
  dark: {
    '--mantine-color-dimmed': '#a6adbc',
    '--mantine-color-placeholder': '#8c94a5',
    '--mantine-color-error': '#ff9aa5',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
  },
})
