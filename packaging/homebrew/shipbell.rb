cask "shipbell" do
  version "@VERSION@"
  sha256 "@SHA256_DMG@"

  url "https://github.com/@REPOSITORY@/releases/download/v#{version}/@DMG@"
  name "Shipbell"
  desc "Rings when App Store Connect has news"
  homepage "https://github.com/@REPOSITORY@"

  auto_updates true
  depends_on macos: ">= :sonoma"

  app "Shipbell.app"
  binary "#{appdir}/Shipbell.app/Contents/MacOS/shipbell"

  uninstall quit: "dev.shipbell.app"

  zap trash: [
    "~/Library/Application Support/dev.Shipbell.Shipbell",
    "~/Library/Caches/dev.shipbell.app",
    "~/Library/WebKit/dev.shipbell.app",
  ]
end
