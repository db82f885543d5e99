//! Nothing that a result or a refusal prints holds a byte of the input (promise P4).

use portcullis_proptests::{Case, vectors};

/// No text of the core holds it.
const CANARY: &[u8] = b"Zq7xKw";

/// The vectors, with the canary at the start, in the middle and at the end of each part.
fn marked() -> impl Iterator<Item = Case> {
    vectors::read_all().unwrap().into_iter().flat_map(|vector| {
        let parts = vector.case.parts.len();
        (0..parts * 3).map(move |at| {
            let mut case = vector.case.clone();
            let part = &mut case.parts[at / 3];
            let place = part.len() * (at % 3) / 2;
            part.splice(place..place, CANARY.iter().copied());
            case
        })
    })
}

#[test]
fn results_and_refusals_print_no_input() {
    let (mut accepted, mut refused) = (0, 0);
    for case in marked() {
        let Some(answer) = case.run() else { continue };
        let printed = match &answer.verdict {
            Ok(result) => {
                let holds = |text: &Vec<u8>| text.windows(CANARY.len()).any(|window| window == CANARY);
                accepted += usize::from(result.output.iter().any(holds));
                result.printed.clone()
            }
            Err(rejection) => {
                refused += 1;
                format!("{rejection} {rejection:?} {:?}", answer.findings)
            }
        };
        assert!(!printed.contains("Zq7xKw"), "{printed}\n{}", case.show());
    }
    assert!(accepted > 20 && refused > 20, "too few marked inputs: {accepted} accepted, {refused} refused");
}
