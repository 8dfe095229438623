; UNTESTED: written from the documentation, never run on Windows.
; Inno Setup 6.3 or newer. Makes dist\zjgdesk-setup-VERSION.exe from the folder dist\zjgdesk;
; installer\build_windows.bat calls it. ChineseSimplified.isl is an unofficial translation: put it
; beside this file, or into Inno Setup's Languages folder and write compiler:Languages\ before it.
; This file is UTF-8 with a byte order mark, which Inno Setup needs to read Chinese.

#ifndef Version
  #define Version "0.6.0"
#endif

[Setup]
AppId={{6C1B7A55-3A0B-4B58-9B57-6E5B0C7E9D21}
AppName=担当作为评选与容错免责工作台
AppVersion={#Version}
AppPublisher=zjgdesk
DefaultDirName={autopf}\zjgdesk
DefaultGroupName=担当作为评选与容错免责工作台
DisableProgramGroupPage=yes
; No administrator is needed: installed for the one user, unless they choose otherwise.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\LICENSE
OutputDir=..\dist
OutputBaseFilename=zjgdesk-setup-{#Version}
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
UninstallDisplayIcon={app}\zjgdesk.exe

[Languages]
Name: "zh"; MessagesFile: "ChineseSimplified.isl"

[Tasks]
Name: "desktopicon"; Description: "在桌面上放快捷方式"; GroupDescription: "快捷方式："

[InstallDelete]
; Parts of an older version must not be found by a newer one. Workspaces never lie here.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\dist\zjgdesk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\担当作为评选与容错免责工作台"; Filename: "{app}\zjgdesk.exe"
Name: "{autodesktop}\担当作为评选与容错免责工作台"; Filename: "{app}\zjgdesk.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\zjgdesk.exe"; Parameters: "--sample"; Description: "看看示例案卷"; Flags: nowait postinstall skipifsilent unchecked
