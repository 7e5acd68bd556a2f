; The Windows installer: ISCC /DVersion=<version> build_spec\windows\jyguide.iss
; `python -m build_spec.pack` hands the version in from pyproject.toml, once dist\jyguide is whole.
#ifndef Version
  #error Hand the version in: ISCC /DVersion=0.1.0
#endif
#ifndef Program
  #define Program "..\..\dist\jyguide"
#endif
#ifndef Results
  #define Results "..\..\dist"
#endif

[Setup]
; never changed: by it a newer version finds the older one
AppId={{6D0D35C4-5E0B-4B53-9C0A-6A5B0C7C2F11}
AppName=暨阳指导
AppVersion={#Version}
AppPublisher=暨阳指导
VersionInfoVersion={#Version}
VersionInfoDescription=暨阳指导 安装程序
DefaultDirName={autopf}\jyguide
DisableProgramGroupPage=yes
; for whoever installs, without an administrator; for the whole PC where one so wants
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=commandline dialog
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
; what runs is asked to close: the program's own questions are asked, and nothing is killed
AppMutex=jyguide-running,Global\jyguide-running
SetupMutex=jyguide-setup
CloseApplications=yes
RestartApplications=no
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\windows\jyguide.ico
UninstallDisplayIcon={app}\jyguide.exe
UninstallDisplayName=暨阳指导
WizardStyle=modern
ShowLanguageDialog=no
Compression=lzma2/max
SolidCompression=yes
OutputDir={#Results}
OutputBaseFilename=jyguide-{#Version}-windows-x64-setup
#ifdef Sign
; ISCC /DSign "/Soffice=signtool.exe sign … $f": see the page for administrators
SignTool=office
SignedUninstaller=yes
#endif

[Languages]
Name: "zh"; MessagesFile: "compiler:Default.isl,chinese.isl"

[Tasks]
Name: "desktop"; Description: "{cm:DesktopIcon}"

[InstallDelete]
; what an older version left there would be loaded beside the newer one's
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Excludes: "\installed"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "installed.txt"; DestDir: "{app}"; DestName: "installed"; Flags: ignoreversion

[Icons]
Name: "{autoprograms}\暨阳指导"; Filename: "{app}\jyguide.exe"; AppUserModelID: "jyguide"
Name: "{autodesktop}\暨阳指导"; Filename: "{app}\jyguide.exe"; AppUserModelID: "jyguide"; Tasks: desktop

; HKA is HKEY_CURRENT_USER, and HKEY_LOCAL_MACHINE where it is installed for the whole PC
#define Kind(str Ending, str Name) \
  'Root: HKA; Subkey: "Software\Classes\.' + Ending + '"; ValueType: string; ValueData: "jyguide.' + Ending + '"; Flags: uninsdeletevalue uninsdeletekeyifempty' + NewLine + \
  'Root: HKA; Subkey: "Software\Classes\jyguide.' + Ending + '"; ValueType: string; ValueData: "{cm:' + Name + '}"; Flags: uninsdeletekey' + NewLine + \
  'Root: HKA; Subkey: "Software\Classes\jyguide.' + Ending + '\DefaultIcon"; ValueType: string; ValueData: "{app}\jyguide.exe,0"' + NewLine + \
  'Root: HKA; Subkey: "Software\Classes\jyguide.' + Ending + '\shell\open\command"; ValueType: string; ValueData: """{app}\jyguide.exe"" ""%1"""'

[Registry]
#emit Kind("jysync", "Bundle")
#emit Kind("jyreq", "Request")
#emit Kind("jycert", "Reply")
#emit Kind("jyexam", "Exam")
#emit Kind("jybackup", "Backup")
#emit Kind("jyupdate", "Update")

[Run]
Filename: "{app}\jyguide.exe"; Description: "{cm:OpenNow}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Data: String;
begin
  Data := ExpandConstant('{localappdata}\jyguide');
  if (Step = usPostUninstall) and DirExists(Data) and not UninstallSilent then
    MsgBox(FmtMessage(CustomMessage('DataStays'), [Data]), mbInformation, MB_OK);
end;
