//! Hands the configuration at the repository's root to Tauri.

fn main() {
    // Tauri looks for capabilities beside the manifest; ours lie with the shell, and cargo does not
    // notice an edit there unless told.
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("src-tauri/capabilities/**/*");
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning=tauri-build: {error:#}");
        std::process::exit(1);
    }
}
