package dev.roundtable.people;

/** What another room shows on the home of the administration. */
@FunctionalInterface
public interface AdminSection {

	AdminCard card();

}
