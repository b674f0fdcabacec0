; The installer for Windows, made by `make windows`: for one person, without an
; administrator. It needs the WebView2 runtime, which Windows 11 and every
; current Windows 10 have; where it is missing the program itself offers it.
;   makensis -DVERSION=1.2.0 -DPROGRAM=stepwise.exe -DOUT=setup.exe installer.nsi
Unicode true
SetCompressor /SOLID lzma
Name "Stepwise"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Stepwise"
InstallDirRegKey HKCU "Software\Stepwise" "Folder"
Icon "build/windows/icon.ico"
UninstallIcon "build/windows/icon.ico"
BrandingText "Stepwise ${VERSION}"

!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinMessages.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Stepwise"
!define MUI_ICON "build/windows/icon.ico"
!define MUI_UNICON "build/windows/icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\stepwise.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Romanian"
!insertmacro MUI_LANGUAGE "Hungarian"

LangString Running ${LANG_ENGLISH} "Stepwise is running. Quit it from the tray, then try again."
LangString Running ${LANG_ROMANIAN} "Stepwise rulează. Ieșiți din el din zona de notificare, apoi încercați din nou."
LangString Running ${LANG_HUNGARIAN} "A Stepwise fut. Lépjen ki belőle a tálcán, majd próbálja újra."
LangString Kept ${LANG_ENGLISH} "Your data stays in %APPDATA%\stepwise."
LangString Kept ${LANG_ROMANIAN} "Datele dumneavoastră rămân în %APPDATA%\stepwise."
LangString Kept ${LANG_HUNGARIAN} "Az Ön adatai itt maradnak: %APPDATA%\stepwise."

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1033 "ProductName" "Stepwise"
VIAddVersionKey /LANG=1033 "FileDescription" "Stepwise setup"
VIAddVersionKey /LANG=1033 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1033 "LegalCopyright" "MIT licence"

; A program that runs can't be replaced, and nobody but its owner ends it.
!macro Closed un
Function ${un}Closed
  again:
  ${If} ${FileExists} "$INSTDIR\stepwise.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\stepwise.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" /SD IDCANCEL IDRETRY again
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Closed ""
!insertmacro Closed "un."

Section
  Call Closed
  SetOutPath "$INSTDIR"
  File "/oname=stepwise.exe" "${PROGRAM}"
  File "/oname=LICENSE.txt" "${LICENCE}"
  File "/oname=NOTICES.md" "${NOTICES}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Stepwise.lnk" "$INSTDIR\stepwise.exe"
  WriteRegStr HKCU "Software\Stepwise" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Stepwise"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\stepwise.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  Call un.Closed
  Delete "$SMPROGRAMS\Stepwise.lnk"
  Delete "$INSTDIR\stepwise.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\NOTICES.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Stepwise"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Stepwise"
  DetailPrint "$(Kept)"
SectionEnd
