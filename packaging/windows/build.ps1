<#
.SYNOPSIS
Makes target\installers\Cellar-VERSION-windows-x86_64.msi, out of target\app, which the Maven build made on this computer.
.DESCRIPTION
Needs: a JDK 25 (JAVA_HOME), the WiX Toolset 3.14 or newer (https://wixtoolset.org).
Usage: mvn -Pinstaller package, or packaging\windows\build.ps1 after mvn package

  Cellar.exe       the window: what the start menu starts
  cellar-cli.exe   commands

The package is for one user and needs no administrator. It is not signed. See docs\installing.md.
#>
[CmdletBinding()]
param()

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

function Invoke-Tool {
    param([string] $Tool, [string[]] $Arguments)
    & $Tool @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Tool ended with exit code $LASTEXITCODE" }
}

$root = (Get-Location).Path
if (-not (Test-Path 'target\app\cellar.jar')) {
    throw 'target\app\cellar.jar is missing: run mvn -Pinstaller package'
}
if (-not $env:JAVA_HOME -or -not (Test-Path "$env:JAVA_HOME\bin\jpackage.exe")) {
    throw 'needs a JDK 25 or newer with jpackage: install one and set JAVA_HOME'
}
$java = "$env:JAVA_HOME\bin\java.exe"

# The version is written in pom.xml alone, and from there in the jar. Windows takes numbers only.
Add-Type -AssemblyName System.IO.Compression.FileSystem
$jar = [System.IO.Compression.ZipFile]::OpenRead("$root\target\app\cellar.jar")
try {
    $reader = [System.IO.StreamReader]::new($jar.GetEntry('META-INF/MANIFEST.MF').Open())
    $manifest = $reader.ReadToEnd()
    $reader.Dispose()
} finally {
    $jar.Dispose()
}
if ($manifest -notmatch '(?m)^Implementation-Version: (\S+)') {
    throw 'target\app\cellar.jar does not tell its version'
}
$version = $Matches[1]
$numbers = $version -replace '[^0-9.].*$', ''

$out = "$root\target\installers"
$work = "$out\windows"
if (Test-Path $work) { Remove-Item -Recurse -Force $work }
foreach ($folder in 'fx', 'input\lib', 'native', 'unused') {
    New-Item -ItemType Directory -Force "$work\$folder" | Out-Null
}

Copy-Item 'target\app\cellar.jar', 'assets\document.ico', 'LICENSE' "$work\input"
foreach ($library in Get-ChildItem 'target\app\lib\*.jar') {
    if ($library.Name -like 'javafx-*-win*.jar') {
        Copy-Item $library.FullName "$work\fx"
    } elseif ($library.Name -notlike 'javafx-*') {
        Copy-Item $library.FullName "$work\input\lib"
    }
}
function Move-Library {
    param([string] $Folder, [string] $Prefix, [string] $Jars)
    $names = @(Get-ChildItem $Jars | ForEach-Object FullName)
    Invoke-Tool $java (@('packaging\NativeLibraries.java', $Folder, $Prefix) + $names)
}
Move-Library "$work\native" '.' "$work\fx\*.jar"
Move-Library "$work\native" 'win/amd64' "$work\input\lib\zstd-jni-*.jar"
# Of LZ4 only what is written in Java is used.
Move-Library "$work\unused" '.' "$work\input\lib\lz4-java-*.jar"

# The same modules as packaging/linux/image.sh, which says what they are for.
$modules = 'java.base,java.desktop,java.logging,java.management,java.xml,' +
    'jdk.crypto.ec,jdk.httpserver,jdk.localedata,jdk.net,jdk.unsupported,jdk.zipfs,' +
    'javafx.controls,javafx.swing'
Invoke-Tool "$env:JAVA_HOME\bin\jlink.exe" @(
    '--module-path', "$work\fx", '--add-modules', $modules,
    '--strip-debug', '--no-header-files', '--no-man-pages', '--compress', 'zip-6', '--output', "$work\runtime")
# The JDK's own copies of the C library stay: those of JavaFX may be older.
Get-ChildItem "$work\native\*.dll" |
    Where-Object { -not (Test-Path "$work\runtime\bin\$($_.Name)") } |
    Copy-Item -Destination "$work\runtime\bin"

# What both launchers give to Java. jpackage puts the folders into $APPDIR and $BINDIR when they start.
$options = '--enable-native-access=javafx.graphics,ALL-UNNAMED -Djdk.util.jar.version=21 -Xlog:aot=off -Xlog:cds=off ' +
    '-Dcellar.launcher=$BINDIR/cellar-cli.exe'
$noProfiles = '-XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining'
Set-Content "$work\cellar-cli.properties" -Encoding ascii -Value @(
    'win-console=true', "java-options=$options $noProfiles -XX:AOTCache=`$APPDIR/commands.aot")

Invoke-Tool "$env:JAVA_HOME\bin\jpackage.exe" @(
    '--type', 'app-image', '--name', 'Cellar', '--app-version', $numbers, '--dest', $work,
    '--vendor', 'Cellar', '--description', 'Cellar', '--copyright', 'BSD 2-Clause licence',
    '--icon', 'assets\cellar.ico',
    '--runtime-image', "$work\runtime", '--input', "$work\input",
    '--main-jar', 'cellar.jar', '--main-class', 'io.cellar.Main',
    '--java-options', $options, '--java-options', '-XX:AOTCache=$APPDIR/window.aot -Dcellar.desktop=true',
    '--add-launcher', "cellar-cli=$work\cellar-cli.properties")
$image = "$work\Cellar"

# Runs are recorded with the runtime and the class path of the image; what is recorded holds for these alone, and
# for the times of the jars, of which an installer keeps even seconds.
$even = [DateTime]::new(2020, 1, 1, 0, 0, 0, [DateTimeKind]::Utc)
Get-ChildItem "$image\app" -Recurse -File | ForEach-Object { $_.LastWriteTimeUtc = $even }
$classpath = (Get-Content "$image\app\Cellar.cfg" |
        Where-Object { $_ -like 'app.classpath=*' } |
        ForEach-Object { $_.Substring('app.classpath='.Length).Replace('$APPDIR', "$image\app") }) -join ';'
$env:CELLAR_HOME = "$work\home"
function Save-Run {
    param([string] $Name, [string[]] $Options, [string[]] $What)
    Invoke-Tool "$image\runtime\bin\java.exe" (@(
            '--enable-native-access=javafx.graphics,ALL-UNNAMED', '-Djdk.util.jar.version=21',
            '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dglass.platform=Headless', '-Dprism.order=sw',
            '-Xlog:aot=off', '-Xlog:cds=off') + $Options + @("-XX:AOTCacheOutput=$image\app\$Name.aot",
            '-cp', $classpath, 'io.cellar.Main', 'train') + $What)
    if (-not (Test-Path "$image\app\$Name.aot")) { throw "nothing was recorded: $Name" }
}
$recordNone = '-XX:+IgnoreUnrecognizedVMOptions', '-XX:+UnlockDiagnosticVMOptions', '-XX:-AOTRecordTraining'
Save-Run 'commands' $recordNone @('upkeep', 'voxels')
Save-Run 'window' @() @('window')
Remove-Item Env:CELLAR_HOME
Remove-Item "$image\runtime\bin\*.exe"

# Links, file types, the start menu and PATH are in main.wxs.
Invoke-Tool "$env:JAVA_HOME\bin\jpackage.exe" @(
    '--type', 'msi', '--name', 'Cellar', '--app-version', $numbers, '--dest', $work,
    '--vendor', 'Cellar', '--description', 'Cellar', '--app-image', $image,
    '--win-per-user-install', '--install-dir', 'Programs\Cellar',
    '--win-upgrade-uuid', '5b3f0a6e-0c1b-4b7e-9d4e-6f6d0f2a8c11',
    '--resource-dir', 'packaging\windows')
Move-Item "$work\Cellar-$numbers.msi" "$out\Cellar-$version-windows-x86_64.msi" -Force
Remove-Item -Recurse -Force $work
Get-Item "$out\Cellar-$version-windows-x86_64.msi" | Select-Object Name, Length
