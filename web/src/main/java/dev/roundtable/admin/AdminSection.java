package dev.roundtable.admin;

/** What another room shows on the home of the administration. */
@FunctionalInterface
public interface AdminSection {

	AdminCard card();

}
