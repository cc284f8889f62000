package dev.roundtable.boards;

/**
 * Who may read a board or where it stands changed, in the publisher's transaction: what
 * other rooms keep of its topics is to be read again. Not told of a new name or order,
 * which nobody keeps.
 *
 * @param board id in {@code board_facts}
 */
public record BoardChanged(long board) {
}
