//! Writes the vectors of the corpus as seeds: `cargo run -p portcullis-fuzz --example seeds -- fuzz/corpus`.

use std::fs;
use std::path::PathBuf;

use portcullis_fuzz::TARGETS;
use portcullis_proptests::vectors::read_all;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("usage: seeds FOLDER")?.into();
    let vectors = read_all()?;
    for (target, kinds) in TARGETS {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        let mut written = 0;
        for vector in vectors.iter().filter(|vector| kinds.contains(&vector.case.kind)) {
            if let Some(bytes) = vector.case.to_bytes() {
                fs::write(folder.join(&vector.id), bytes)?;
                written += 1;
            }
        }
        println!("{}: {written} seeds", folder.display());
    }
    Ok(())
}
